import { useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { sessionQuery } from "../api/queries";
import type { SessionView } from "../api/views";
import { Loading } from "./Loading";
import { ProblemNotice } from "./ProblemNotice";

const Session = createContext<SessionView | null>(null);

/** Lets through who is signed in; everybody else signs in first and comes back here. */
export function SignedIn() {
  const session = useQuery(sessionQuery);
  const { pathname } = useLocation();
  if (session.isPending) {
    return <Loading />;
  }

  if (session.data) {
    return (
      <Session value={session.data}>
        <Outlet />
      </Session>
    );
  }

  return session.isError ? (
    <ProblemNotice error={session.error} onRetry={session.refetch} />
  ) : (
    <Navigate to={`/sign-in?next=${encodeURIComponent(pathname)}`} replace />
  );
}

/** Who is signed in. For pages inside the frame only. */
export function useSession(): SessionView {
  const session = use(Session);
  if (!session) {
    throw new Error("A page that needs a session stands outside of the frame.");
  }
  return session;
}
