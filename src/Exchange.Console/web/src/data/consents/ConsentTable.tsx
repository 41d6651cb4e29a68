import { Button } from "antd";
import { useCodeTitles } from "../../api/useCodeTitles";
import type { ConsentView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import { RecordTable } from "../../shell/RecordTable";
import { ConsentStateMark, isWithdrawable } from "./ConsentStateMark";
import { useConsentTexts } from "./texts";

interface ConsentTableProps {
  readonly consents: readonly ConsentView[];
  readonly onWithdraw: (consent: ConsentView) => void;
}

export function ConsentTable({ consents, onWithdraw }: ConsentTableProps) {
  const say = useConsentTexts();
  const titles = useCodeTitles();
  const { day, list } = useFormats();
  return (
    <RecordTable
      caption={say("found")}
      rows={consents}
      keyOf={(consent) => consent.id}
      empty={say("found.none")}
      columns={[
        { title: say("purposes"), cell: (consent) => list(consent.purposes.map(titles.purpose)) },
        { title: say("state"), cell: (consent) => <ConsentStateMark state={consent.state} /> },
        { title: say("recipients"), cell: (consent) => list(consent.recipients.map(titles.department)) },
        { title: say("scopes"), cell: (consent) => list(consent.scopes.map(titles.scope)) },
        {
          title: say("validity"),
          cell: ({ validFrom, validUntil }) => say("validity.range", { from: day(validFrom), until: day(validUntil) }),
        },
        {
          title: say("givenBy"),
          cell: ({ givenBy }) => say(givenBy === "guardian" ? "givenBy.guardian" : "givenBy.self"),
        },
        { title: say("notice"), cell: ({ notice }) => notice },
        {
          title: say("actions"),
          cell: (consent) =>
            isWithdrawable(consent) && (
              <Button
                size="small"
                aria-label={say("withdraw.of", { id: consent.id })}
                onClick={() => {
                  onWithdraw(consent);
                }}
              >
                {say("withdraw")}
              </Button>
            ),
        },
      ]}
    />
  );
}
