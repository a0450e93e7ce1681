import { Menu } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { Link, NavLink, useLocation } from 'react-router';
import { usePerson } from '../api/session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { NAV_ITEMS } from './nav-items.ts';
import classes from './navigation.module.css';

/** Places at the foot of a narrow screen; what does not fit is behind the last one. */
const PLACES = 4;

/** At the left from 960 px, at the foot below. */
export function Navigation() {
  const { menus } = usePerson();
  const { say } = useTexts();
  const { pathname } = useLocation();
  const items = NAV_ITEMS.filter(({ menu }) => menus.includes(menu));
  const first = items.length > PLACES ? PLACES - 1 : PLACES;
  const rest = items.slice(first);
  const inRest = rest.some(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return (
    <nav className={classes['nav']} aria-label={say('shell.navigation')}>
      <ul>
        {items.map(({ menu, to, Icon }, at) => (
          <li key={menu} data-rest={at >= first}>
            <NavLink to={to} className={classes['link'] ?? ''}>
              <Icon size={20} stroke={1.75} aria-hidden />
              <span>{say(`nav.${menu}`)}</span>
            </NavLink>
          </li>
        ))}
        {rest.length > 0 && (
          <li className={classes['more']}>
            <Menu position="top-end" transitionProps={{ duration: 100 }} width={200}>
              <Menu.Target>
                <button type="button" className={classes['link']} data-current={inRest}>
                  <IconDots size={20} stroke={1.75} aria-hidden />
                  <span>{say('nav.more')}</span>
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                {rest.map(({ menu, to, Icon }) => (
                  <Menu.Item key={menu} component={Link} to={to} leftSection={<Icon size={20} stroke={1.75} aria-hidden />}>{say(`nav.${menu}`)}</Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  );
}
