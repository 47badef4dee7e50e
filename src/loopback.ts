/** Tells whether a host name or address means this machine and nothing else. */

/** True for `localhost`, `127.0.0.0/8` and `::1`, with or without brackets. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/u, '$1');
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(name);
}
