import { NotFoundPage } from "./NotFoundPage";
import type { Page } from "./pages";
import { useSession } from "./SignedIn";

/** A page for whom it is for. What may be seen is decided by the hub; this spares everybody else a page of refusals. */
export function PageForRoles({ page }: { page: Page }) {
  return page.isFor(useSession()) ? <page.Content /> : <NotFoundPage />;
}
