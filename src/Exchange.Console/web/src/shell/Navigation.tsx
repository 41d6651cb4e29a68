import { useState } from "react";
import { NavLink, useLocation } from "react-router";
import styles from "./Navigation.module.css";
import { pagesByArea, type Area, type Page } from "./pages";
import { useSession } from "./SignedIn";
import { useShellTexts } from "./texts";

/** The jobs that this person has, in the one order; folded behind a button where the window is narrow. */
export function Navigation() {
  const say = useShellTexts();
  const session = useSession();
  const { pathname } = useLocation();
  const [openedAt, setOpenedAt] = useState<string | null>(null);

  // WHY: having gone to a page folds the navigation, without an effect that could be late.
  const isOpen = openedAt === pathname;
  return (
    <nav aria-label={say("navigation")} className={styles["navigation"]}>
      <button
        type="button"
        className={styles["toggle"]}
        aria-expanded={isOpen}
        aria-controls="navigation-pages"
        onClick={() => {
          setOpenedAt(isOpen ? null : pathname);
        }}
      >
        {say("menu")}
      </button>
      <ul id="navigation-pages" className={styles["areas"]} data-open={isOpen}>
        {pagesByArea(session).map(([area, pages]) => (
          <li key={area}>
            <AreaLinks area={area} pages={pages} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function AreaLinks({ area, pages }: { area: Area; pages: readonly Page[] }) {
  const say = useShellTexts();
  const [first] = pages;
  if (area === "today" && first) {
    return <PageLink path={first.path} text={say("area.today")} />;
  }

  return (
    <>
      <span id={`area-${area}`} className={styles["area"]}>
        {say(`area.${area}`)}
      </span>
      <ul aria-labelledby={`area-${area}`}>
        {pages.map((page) => (
          <li key={page.path}>
            <PageLink path={page.path} text={say(page.title)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function PageLink({ path, text }: { path: string; text: string }) {
  return (
    <NavLink to={path} className={styles["page"] ?? ""}>
      {text}
    </NavLink>
  );
}
