import { useMutation } from "@tanstack/react-query";
import { answerOf, api } from "../../api/client";
import { useCodeTitles } from "../../api/useCodeTitles";
import type { ConsentView } from "../../api/views";
import { useFormats } from "../../i18n/format";
import { Confirmation } from "../../shell/Confirmation";
import { useConsentTexts } from "./texts";

interface WithdrawalDialogProps {
  readonly consent: ConsentView;
  readonly onWithdrawn: (withdrawn: ConsentView) => void;
  readonly onClose: () => void;
}

export function WithdrawalDialog({ consent, onWithdrawn, onClose }: WithdrawalDialogProps) {
  const say = useConsentTexts();
  const titles = useCodeTitles();
  const { list } = useFormats();
  const withdraw = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/consents/{id}/withdraw", { params: { path: { id: consent.id } } })),
    onSuccess: onWithdrawn,
  });
  return (
    <Confirmation
      title={say("withdraw")}
      question={say("withdraw.question", { recipients: list(consent.recipients.map(titles.department)) })}
      error={withdraw.error}
      isPending={withdraw.isPending}
      onConfirm={() => {
        withdraw.mutate();
      }}
      onClose={onClose}
    />
  );
}
