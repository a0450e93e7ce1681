/** One word for how a connection stands: leaving before broken before paused. */
export function shownState(connection: { readonly state: 'live' | 'broken' | 'removing'; readonly paused: boolean }): 'live' | 'broken' | 'paused' | 'removing' {
  if (connection.state !== 'live') return connection.state;
  return connection.paused ? 'paused' : 'live';
}
