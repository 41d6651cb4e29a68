import { Suspense } from "react";
import { Outlet, useLocation } from "react-router";
import { FaultBoundary } from "./FaultBoundary";
import styles from "./Frame.module.css";
import { Header } from "./Header";
import { Loading } from "./Loading";
import { Navigation } from "./Navigation";
import { useShellTexts } from "./texts";

/** What stands around every page: a link past it, the header, the navigation and the page's own landmark. */
export function Frame() {
  const say = useShellTexts();
  const { pathname } = useLocation();
  return (
    <>
      <a className={styles["skip"]} href="#content">
        {say("skip")}
      </a>
      <Header />
      <div className={styles["body"]}>
        <Navigation />
        <main id="content" tabIndex={-1} className={styles["content"]}>
          <FaultBoundary key={pathname}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </FaultBoundary>
        </main>
      </div>
    </>
  );
}
