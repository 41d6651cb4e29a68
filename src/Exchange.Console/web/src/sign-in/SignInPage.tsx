import { useState } from "react";
import { EntryFrame } from "../shell/EntryFrame";
import { PasswordStep, type PasswordProof } from "./PasswordStep";
import { SecondStep } from "./SecondStep";

export default function SignInPage() {
  const [proven, setProven] = useState<PasswordProof | null>(null);
  return (
    <EntryFrame>
      {proven ? (
        <SecondStep
          proof={proven}
          onBack={() => {
            setProven(null);
          }}
        />
      ) : (
        <PasswordStep onSecondStep={setProven} />
      )}
    </EntryFrame>
  );
}
