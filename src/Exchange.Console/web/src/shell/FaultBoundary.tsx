import { Component, type ReactNode } from "react";
import { ProblemNotice } from "./ProblemNotice";

interface FaultBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps a page that fails from taking the rest of the console with it. */
export class FaultBoundary extends Component<FaultBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    return this.state.error ? (
      <ProblemNotice
        error={this.state.error}
        onRetry={() => {
          window.location.reload();
        }}
      />
    ) : (
      this.props.children
    );
  }
}
