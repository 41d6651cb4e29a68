import { useQuery } from "@tanstack/react-query";
import { useFormats, type Title } from "../i18n/format";
import { vocabularyQuery } from "./queries";

/** Who asks for the hub's own staff in an access record; no department of the city. */
const hub = { code: "exchange", title: { en: "The hub itself", zh: "平台自身" } };

/** What codes are called in the chosen language; the code itself where the vocabulary does not know it (yet). */
export interface CodeTitles {
  readonly role: (code: string) => string;
  readonly department: (code: string) => string;
  readonly purpose: (code: string) => string;
  readonly scope: (code: string) => string;
  readonly reason: (code: string) => string;
}

export function useCodeTitles(): CodeTitles {
  const { data } = useQuery(vocabularyQuery);
  const { title } = useFormats();
  const titleIn = (entries: readonly { code: string; title: Title }[] | undefined) => (code: string) => {
    const entry = entries?.find((one) => one.code === code);
    return entry ? title(entry.title) : code;
  };
  return {
    role: titleIn(data?.roles),
    department: titleIn([...(data?.departments ?? []), hub]),
    purpose: titleIn(data?.purposes),
    scope: titleIn(data?.scopes),
    reason: titleIn(data?.reasons),
  };
}
