/**
 * What the page keeps while its tab is open, so that a reload loses nothing; it is gone when the tab is closed. What the
 * server knows the person by stays longer: a training goes on days later.
 */

const KEY = 'dalil';
const MAX_TURNS = 40;

/** What was kept, or undefined. */
export function recall() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return kept !== null && Array.isArray(kept.turns) ? kept : undefined;
  } catch {
    // Storage can be switched off or hold something else: the page then simply starts anew.
    return undefined;
  }
}

/** Keeps the conversation: `{ conversationId, language, turns, waiting }`. */
export function remember(state) {
  const kept = { ...state, turns: state.turns.slice(-MAX_TURNS) };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full or switched off: the conversation goes on, only a reload would lose it.
  }
}

/** Forgets everything. */
export function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept where storage is switched off.
  }
}

const PERSON_KEY = 'dalil-person';

/** What the server knows the person by; undefined in a browser that was never here. */
export function recallPerson() {
  try {
    return localStorage.getItem(PERSON_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what the server knows the person by. */
export function rememberPerson(person) {
  try {
    if (typeof person === 'string') localStorage.setItem(PERSON_KEY, person);
  } catch {
    // Storage is switched off: a training then goes on only as long as the page is open.
  }
}
