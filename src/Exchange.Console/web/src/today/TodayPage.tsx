import { PageHeading } from "../shell/PageHeading";
import { useShellTexts } from "../shell/texts";

export default function TodayPage() {
  const say = useShellTexts();
  return <PageHeading title={say("page.today")} />;
}
