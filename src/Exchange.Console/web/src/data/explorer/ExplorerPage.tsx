import { PageHeading } from "../../shell/PageHeading";
import { useShellTexts } from "../../shell/texts";

export default function ExplorerPage() {
  const say = useShellTexts();
  return <PageHeading title={say("page.explorer")} />;
}
