/** Names for sections that have none of their own. */

/** A name made from a heading: its letters and digits, joined by hyphens; `section` when it has none. */
export function slugOf(heading: string): string {
  const slug = heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return Array.from(slug).slice(0, 60).join('') || 'section';
}

/** `name`, or `name-2`, `name-3` … when it was given before. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let n = 2; taken.has(unique); n += 1) unique = `${name}-${n}`;
  taken.add(unique);
  return unique;
}
