import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../api/client";
import { Form, FormActions } from "../shell/Form";
import { PasswordField } from "../shell/PasswordField";
import { ProblemNotice } from "../shell/ProblemNotice";
import { useAccountTexts } from "./texts";

interface PasswordFormProps {
  readonly isMainAction?: boolean;
  readonly userName?: string;
  readonly onChanged: () => void;
}

/** The password of now and, twice, the one to come. */
export function PasswordForm({ isMainAction = false, userName, onChanged }: PasswordFormProps) {
  const say = useAccountTexts();
  const [current, setCurrent] = useState("");
  const [chosen, setChosen] = useState("");
  const [repeated, setRepeated] = useState("");
  const [isDifferent, setDifferent] = useState(false);
  const change = useMutation({
    mutationFn: () => answerOf(api.POST("/api/v1/account/password", { body: { current, new: chosen } })),
    onSuccess: () => {
      [setCurrent, setChosen, setRepeated].forEach((clear) => {
        clear("");
      });
      onChanged();
    },
  });
  return (
    <Form
      onSubmit={() => {
        setDifferent(chosen !== repeated);
        if (chosen === repeated) {
          change.mutate();
        }
      }}
    >
      {change.error && <ProblemNotice error={change.error} />}
      {userName && <input hidden readOnly autoComplete="username" value={userName} />}
      <PasswordField
        label={say("password.current")}
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
      />
      <PasswordField
        label={say("password.new")}
        hint={say("password.hint")}
        autoComplete="new-password"
        value={chosen}
        onChange={setChosen}
      />
      <PasswordField
        label={say("password.repeat")}
        mistake={isDifferent ? say("password.differ") : undefined}
        autoComplete="new-password"
        value={repeated}
        onChange={setRepeated}
      />
      <FormActions>
        <Button type={isMainAction ? "primary" : "default"} htmlType="submit" loading={change.isPending}>
          {say("password.change")}
        </Button>
      </FormActions>
    </Form>
  );
}
