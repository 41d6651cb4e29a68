import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { BrowserRouter, Navigate, Route, Routes } from "react-router";
import { createQueries } from "../api/queries";
import { ThemeProvider } from "../theme/ThemeProvider";
import { FaultBoundary } from "./FaultBoundary";
import { Frame } from "./Frame";
import { Loading } from "./Loading";
import { NotFoundPage } from "./NotFoundPage";
import { PageForRoles } from "./PageForRoles";
import { pages } from "./pages";
import { SignedIn } from "./SignedIn";

const SignInPage = lazy(() => import("../sign-in/SignInPage"));
const WelcomePage = lazy(() => import("../sign-in/WelcomePage"));
const AccountPage = lazy(() => import("../account/AccountPage"));
const queries = createQueries();

/** The whole console: every page has its own address under /console. */
export function Console() {
  return (
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <BrowserRouter basename="/console">
          <FaultBoundary>
            <Suspense fallback={<Loading />}>
              <Routes>
                <Route path="/sign-in" element={<SignInPage />} />
                <Route path="/welcome" element={<WelcomePage />} />
                <Route element={<SignedIn />}>
                  <Route element={<Frame />}>
                    <Route index element={<Navigate to="/today" replace />} />
                    {pages.map((page) => (
                      <Route key={page.path} path={page.path} element={<PageForRoles page={page} />} />
                    ))}
                    <Route path="/account" element={<AccountPage />} />
                    <Route path="*" element={<NotFoundPage />} />
                  </Route>
                </Route>
              </Routes>
            </Suspense>
          </FaultBoundary>
        </BrowserRouter>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
