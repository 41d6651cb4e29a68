import { PageHeading } from "./PageHeading";
import { useShellTexts } from "./texts";

export function NotFoundPage() {
  const say = useShellTexts();
  return <PageHeading title={say("notFound")} lead={say("notFound.advice")} />;
}
