import { useQueryClient } from "@tanstack/react-query";
import { refreshSession } from "../api/queries";
import { EntryFrame } from "../shell/EntryFrame";
import { PageHeading } from "../shell/PageHeading";
import { PasswordForm } from "./PasswordForm";
import { useAccountTexts } from "./texts";

/** Stands in front of every page until a password given by somebody else is changed. */
export default function PasswordChangePage() {
  const say = useAccountTexts();
  const queries = useQueryClient();
  return (
    <EntryFrame>
      <PageHeading title={say("forced.title")} lead={say("forced.lead")} />
      <PasswordForm isMainAction onChanged={() => void refreshSession(queries)} />
    </EntryFrame>
  );
}
