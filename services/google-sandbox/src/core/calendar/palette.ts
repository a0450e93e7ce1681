const pairs = (text: string): Record<string, { background: string; foreground: string }> =>
  Object.fromEntries(text.trim().split(/\s+/).map((background, at) => [String(at + 1), { background, foreground: '#1d1d1d' }]));

/** Google's palettes, numbered from 1: https://developers.google.com/workspace/calendar/api/v3/reference/colors */
export const CALENDAR_COLORS = pairs(`
  #ac725e #d06b64 #f83a22 #fa573c #ff7537 #ffad46 #42d692 #16a765 #7bd148 #b3dc6c #fbe983 #fad165
  #92e1c0 #9fe1e7 #9fc6e7 #4986e7 #9a9cff #b99aff #c2c2c2 #cabdbf #cca6ac #f691b2 #cd74e6 #a47ae2
`);

export const EVENT_COLORS = pairs(`
  #a4bdfc #7ae7bf #dbadff #ff887c #fbd75b #ffb878 #46d6db #e1e1e1 #5484ed #51b749 #dc2127
`);
