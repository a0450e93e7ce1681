import { textOn } from '../domain/agency/contrast.ts';

/** The pages' style: the agency's colour on one button, calm greys for the rest, light and dark by the system. Nothing is loaded from anywhere. */
export const styleFor = (accent: string): string => `
:root { color-scheme: light dark; --accent: ${accent}; --on-accent: ${textOn(accent)}; --ink: #1d2125; --quiet: #59626b; --line: #d9dee3; --paper: #ffffff; --back: #f5f6f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceff2; --quiet: #a3adb7; --line: #3a424a; --paper: #1c2126; --back: #12161a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 400 15px/1.5 system-ui, sans-serif; }
main { max-width: 480px; margin: 0 auto; padding: 32px 20px 48px; }
header { display: flex; align-items: center; gap: 12px; margin-bottom: 20px; color: var(--quiet); }
header img, header .initials { width: 40px; height: 40px; border-radius: 10px; object-fit: contain; }
header .initials { display: grid; place-items: center; background: var(--accent); color: var(--on-accent); font-weight: 600; }
header p { margin: 0; } header strong { display: block; color: var(--ink); font-weight: 600; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 24px; }
h1 { text-wrap: balance; margin: 0 0 12px; font-size: 24px; line-height: 1.25; font-weight: 600; }
h2 { margin: 24px 0 8px; font-size: 15px; font-weight: 600; }
p { margin: 0 0 12px; } article > :last-child { margin-bottom: 0; } ul { margin: 0 0 12px; padding: 0; list-style: none; }
li { padding: 12px 0; border-top: 1px solid var(--line); } li strong { font-weight: 600; }
li span, .quiet { color: var(--quiet); } li span { display: block; }
form { margin: 20px 0 0; } form + form, form + p { margin-top: 12px; }
button { width: 100%; min-height: 44px; padding: 8px 16px; border: 1px solid transparent; border-radius: 10px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button.second { background: transparent; color: var(--ink); border-color: var(--line); }
button:focus-visible, a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
a { color: inherit; } footer { margin-top: 16px; font-size: 13px; color: var(--quiet); }
`;
