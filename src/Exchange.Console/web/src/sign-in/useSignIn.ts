import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useLocation, useNavigate } from "react-router";
import { Problem } from "../api/problem";
import { refreshSession } from "../api/queries";
import { nextAddress } from "./nextAddress";

/** Signs in by what is given, and goes to where one wanted to go. False from `signIn` means that the person turned it down. */
export function useSignIn<Proof>(signIn: (proof: Proof) => Promise<boolean>): UseMutationResult<boolean, Error, Proof> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  return useMutation({
    mutationFn: async (proof: Proof) => {
      const isProven = await signIn(proof).catch(isTemporaryPassword);
      if (isProven) {
        await refreshSession(queries);
      }
      return isProven;
    },
    onSuccess: (isProven) => {
      if (isProven) {
        void navigate(nextAddress(search), { replace: true });
      }
    },
  });
}

// WHY: a password given by somebody else opens a session in which only that password can be changed.
function isTemporaryPassword(error: unknown): boolean {
  if (error instanceof Problem && error.isPasswordChange) {
    return true;
  }
  throw error;
}
