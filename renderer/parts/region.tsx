import { Component, type ReactNode } from 'react';

type Props = { readonly name: string; readonly children: ReactNode };

/** A region whose failure stays in the region: it says that it can not be drawn, and the others go on. */
export class Region extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(failure: Error): void {
    console.error(`${this.props.name} can not be drawn`, failure);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <button
        type="button"
        className="panel region-failed"
        data-testid="region-failed"
        onClick={() => this.setState({ failed: false })}
      >
        {this.props.name} cannot be drawn. Touch to try again.
      </button>
    );
  }
}
