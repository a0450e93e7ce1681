import { lazy, Suspense, useEffect, useState } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useSession, type Menu } from '../api/session.ts';
import { Waiting } from '../parts/waiting.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';

const SignIn = lazy(() => import('../pages/sign-in/sign-in.tsx').then((page) => ({ default: page.SignIn })));
const Integrations = lazy(() => import('../pages/integrations/integrations.tsx').then((page) => ({ default: page.Integrations })));
const Connect = lazy(() => import('../pages/connect/connect.tsx').then((page) => ({ default: page.Connect })));
const Choose = lazy(() => import('../pages/connect/choose.tsx').then((page) => ({ default: page.Choose })));
const Push = lazy(() => import('../pages/push/push.tsx').then((page) => ({ default: page.Push })));
const Calendar = lazy(() => import('../pages/calendar/calendar.tsx').then((page) => ({ default: page.Calendar })));
const Contacts = lazy(() => import('../pages/contacts/contacts.tsx').then((page) => ({ default: page.Contacts })));
const ContactPage = lazy(() => import('../pages/contacts/contact-page.tsx').then((page) => ({ default: page.ContactPage })));
const Log = lazy(() => import('../pages/log/log.tsx').then((page) => ({ default: page.Log })));
const RunPage = lazy(() => import('../pages/log/run-page.tsx').then((page) => ({ default: page.RunPage })));
const RecordPage = lazy(() => import('../pages/log/record-page.tsx').then((page) => ({ default: page.RecordPage })));
const Settings = lazy(() => import('../pages/settings/settings.tsx').then((page) => ({ default: page.Settings })));
const Admin = lazy(() => import('../pages/admin/admin.tsx').then((page) => ({ default: page.Admin })));

/** Addresses to pages. Who is not signed in sees the sign-in page, and comes back to where they were going. */
export function Routed() {
  const { person } = useSession();
  const { pathname, search } = useLocation();
  // Somebody who was signed in while this page stood is told why they see the sign-in page.
  const [wasIn, setWasIn] = useState(false);
  useEffect(() => {
    if (person !== null) setWasIn(true);
  }, [person]);
  const inSuspense = (page: React.ReactNode) => <Suspense fallback={<Waiting />}>{page}</Suspense>;
  if (person === null) {
    const to = new URLSearchParams({ ...(pathname === '/sign-in' ? {} : { to: pathname + search }), ...(wasIn ? { why: 'ended' } : {}) });
    return (
      <Routes>
        <Route path="/sign-in" element={inSuspense(<SignIn />)} />
        <Route path="*" element={<Navigate to={`/sign-in?${to}`} replace />} />
      </Routes>
    );
  }
  const forMenu = (menu: Menu, page: React.ReactNode) => (person.menus.includes(menu) ? inSuspense(page) : <NotFound />);
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Navigate to={person.menus.includes('integrations') ? '/integrations' : '/calendar'} replace />} />
        <Route path="/sign-in" element={<Navigate to="/" replace />} />
        <Route path="/integrations" element={forMenu('integrations', <Integrations />)} />
        <Route path="/connect/:product" element={forMenu('integrations', <Connect />)} />
        <Route path="/connect/:product/choose" element={forMenu('integrations', <Choose />)} />
        <Route path="/push/:connectionId" element={forMenu('integrations', <Push />)} />
        <Route path="/calendar" element={forMenu('calendar', <Calendar />)} />
        <Route path="/contacts" element={forMenu('contacts', <Contacts />)} />
        <Route path="/contacts/:contactId" element={forMenu('contacts', <ContactPage />)} />
        <Route path="/log" element={forMenu('log', <Log />)} />
        <Route path="/log/:runId" element={forMenu('log', <RunPage />)} />
        <Route path="/log/:runId/:recordId" element={forMenu('log', <RecordPage />)} />
        <Route path="/settings" element={forMenu('settings', <Settings />)} />
        <Route path="/admin/:part?" element={forMenu('admin', <Admin />)} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
