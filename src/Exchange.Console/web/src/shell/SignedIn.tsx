import { useQuery } from "@tanstack/react-query";
import { createContext, lazy, use } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { sessionQuery } from "../api/queries";
import type { SessionView } from "../api/views";
import { Loading } from "./Loading";
import { ProblemNotice } from "./ProblemNotice";

const PasswordChangePage = lazy(() => import("../account/PasswordChangePage"));
const Session = createContext<SessionView | null>(null);

/** Lets through who is signed in; everybody else signs in first and comes back here. */
export function SignedIn() {
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  if (session.isPending) {
    return <Loading />;
  }

  switch (session.data?.kind) {
    case "signedIn":
      return (
        <Session value={session.data.session}>
          <Outlet />
        </Session>
      );
    case "passwordChange":
      return <PasswordChangePage />;
    case "signedOut":
      return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />;
    case undefined:
      return session.isError && <ProblemNotice error={session.error} onRetry={session.refetch} />;
  }
}

/** Who is signed in. For pages inside the frame only. */
export function useSession(): SessionView {
  const session = use(Session);
  if (!session) {
    throw new Error("A page that needs a session stands outside of the frame.");
  }
  return session;
}
