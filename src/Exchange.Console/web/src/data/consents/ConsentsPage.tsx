import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import { answerOf, api } from "../../api/client";
import type { ConsentView } from "../../api/views";
import { Form, FormActions } from "../../shell/Form";
import { PageHeading } from "../../shell/PageHeading";
import { ProblemNotice } from "../../shell/ProblemNotice";
import { TextField } from "../../shell/TextField";
import { readCitizenNo } from "./citizenNo";
import styles from "./ConsentsPage.module.css";
import { ConsentTable } from "./ConsentTable";
import { useConsentTexts } from "./texts";
import { WithdrawalDialog } from "./WithdrawalDialog";

export default function ConsentsPage() {
  const say = useConsentTexts();
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [consents, setConsents] = useState<readonly ConsentView[] | null>(null);
  const [leaving, setLeaving] = useState<ConsentView | null>(null);
  const [isWithdrawn, setWithdrawn] = useState(false);

  // WHY: not a query, whose key would keep the number in memory after the page is left.
  const find = useMutation({
    mutationFn: (citizenNo: string) => answerOf(api.GET("/api/v1/consents", { params: { query: { citizenNo } } })),
    onMutate: () => {
      setConsents(null);
      setWithdrawn(false);
    },
    onSuccess: setConsents,
    gcTime: 0,
  });
  return (
    <>
      <PageHeading title={say("title")} lead={say("lead")} />
      <Form
        onSubmit={() => {
          const citizenNo = readCitizenNo(typed);
          setWrong(citizenNo === null);
          if (citizenNo !== null) {
            find.mutate(citizenNo);
          }
        }}
      >
        <TextField
          label={say("citizenNo")}
          hint={say("citizenNo.hint")}
          mistake={isWrong ? say("citizenNo.wrong") : undefined}
          value={typed}
          onChange={setTyped}
        />
        <FormActions>
          <Button type="primary" htmlType="submit" loading={find.isPending}>
            {say("find")}
          </Button>
        </FormActions>
      </Form>
      <div className={styles["found"]}>
        {find.error && <ProblemNotice error={find.error} />}
        {isWithdrawn && <Alert type="success" showIcon title={say("withdrawn")} />}
        {consents && <ConsentTable consents={consents} onWithdraw={setLeaving} />}
      </div>
      {leaving && (
        <WithdrawalDialog
          consent={leaving}
          onWithdrawn={(withdrawn) => {
            setConsents((shown) => shown?.map((one) => (one.id === withdrawn.id ? withdrawn : one)) ?? null);
            setWithdrawn(true);
            setLeaving(null);
          }}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </>
  );
}
