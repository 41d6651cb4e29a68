import { PageHeading } from "../shell/PageHeading";
import { useShellTexts } from "../shell/texts";

export default function AccessRecordsPage() {
  const say = useShellTexts();
  return <PageHeading title={say("page.accessRecords")} />;
}
