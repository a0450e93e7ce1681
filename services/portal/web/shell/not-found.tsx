import { Link } from 'react-router';
import { Empty } from '../parts/empty.tsx';
import { Page } from '../parts/page.tsx';
import { useTexts } from '../texts/use-texts.ts';

export function NotFound() {
  const { say } = useTexts();
  return (
    <Page title={say('shell.notFound')}>
      <Empty title={say('shell.notFoundHere')} action={<Link to="/">{say('shell.home')}</Link>}>{say('shell.notFoundWhy')}</Empty>
    </Page>
  );
}
