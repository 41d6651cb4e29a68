import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import { Field } from "../../shell/Field";
import { Form, FormActions } from "../../shell/Form";
import { ProblemNotice } from "../../shell/ProblemNotice";
import { TextField } from "../../shell/TextField";
import { documentsQuery } from "./clients";
import { useClientTexts } from "./texts";

interface NewDocumentFormProps {
  readonly clientId: string;
}

/** One document to be registered; the hub judges it by the graph and says what is wrong with it, and where. */
export function NewDocumentForm({ clientId }: NewDocumentFormProps) {
  const say = useClientTexts();
  const queries = useQueryClient();
  const [id, setId] = useState("");
  const [text, setText] = useState("");
  const register = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST("/api/v1/clients/{clientId}/documents", {
          params: { path: { clientId } },
          body: { text, id: id.trim() === "" ? null : id.trim() },
        }),
      ),
    onSuccess: () => {
      setId("");
      setText("");
    },
    onSettled: () => queries.invalidateQueries(documentsQuery(clientId)),
  });
  return (
    <Form
      onSubmit={() => {
        register.mutate();
      }}
    >
      {register.error && <ProblemNotice error={register.error} />}
      <Field label={say("document.text")} hint={say("document.text.hint")}>
        {(control) => (
          <textarea
            {...control}
            required
            rows={6}
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        )}
      </Field>
      <TextField
        label={say("document.id")}
        hint={say("document.id.hint")}
        isOptional
        maxLength={128}
        value={id}
        onChange={setId}
      />
      <FormActions>
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          {say("document.register")}
        </Button>
      </FormActions>
    </Form>
  );
}
