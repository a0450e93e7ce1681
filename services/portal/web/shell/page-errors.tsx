import { Component, type ReactNode } from 'react';
import { TextsContext } from '../texts/use-texts.ts';
import { Notice } from '../parts/notice.tsx';

interface State {
  readonly failed: boolean;
}

/** A page that breaks says so and leaves the navigation standing. A file of a page that could not be loaded is the usual cause: the page is loaded anew. */
export class PageErrors extends Component<{ readonly children: ReactNode }, State> {
  static override contextType = TextsContext;
  declare context: React.ContextType<typeof TextsContext>;
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const say = this.context?.say;
    if (say === undefined) return null;
    return (
      <Notice tone="bad" title={say('shell.broke')}>
        <a href={window.location.href}>{say('shell.reload')}</a>
      </Notice>
    );
  }
}
