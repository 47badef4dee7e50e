/**
 * Learns which word of one language stands for which word of another from texts that say the same (IBM Model 1: Brown,
 * Della Pietra, Della Pietra & Mercer 1993, section 4.1), in both directions, and keeps what the two directions agree on.
 */

/** Two texts that say the same, as the numbers of their words in their language's vocabulary. */
export interface AlignedWords {
  from: readonly number[];
  to: readonly number[];
}

/** Candidates for each word of the first language: those of word w stand at `offsets[w] .. offsets[w+1])`, best first. */
export interface Candidates {
  offsets: Uint32Array;
  words: Uint32Array;
  /** How surely the candidate stands for the word, 0 to 1; the candidates of a word add up to 1 at most. */
  shares: Float32Array;
}

/** Rounds of expectation maximisation; the ranking of candidates hardly changes after five. */
const ROUNDS = 6;
/** Candidates kept for a word; more than twelve found nothing more on XQuAD. */
const MAX_CANDIDATES = 12;
/** A candidate below this share is noise of the alignment. */
const MIN_SHARE = 0.02;

/** Which pairs of words stand in aligned texts: the partners of word w are `partners[starts[w] .. starts[w+1])`. */
interface Cooccurrence {
  starts: Uint32Array;
  partners: Uint32Array;
  /** For each text, the places of its pairs in `partners`: the first word with every partner, then the second … */
  places: Uint32Array[];
}

function cooccurrence(pairs: readonly AlignedWords[], size: number): Cooccurrence {
  const partnersOf: Map<number, number>[] = Array.from({ length: size }, () => new Map());
  for (const { from, to } of pairs) {
    for (const word of from) {
      const partners = partnersOf[word];
      if (!partners) continue;
      for (const partner of to) if (!partners.has(partner)) partners.set(partner, partners.size);
    }
  }
  const starts = new Uint32Array(size + 1);
  partnersOf.forEach((partners, word) => {
    starts[word + 1] = (starts[word] ?? 0) + partners.size;
  });
  const partners = new Uint32Array(starts[size] ?? 0);
  partnersOf.forEach((own, word) => {
    for (const [partner, at] of own) partners[(starts[word] ?? 0) + at] = partner;
  });
  const places = pairs.map(({ from, to }) =>
    Uint32Array.from(
      from.flatMap((word) => to.map((partner) => (starts[word] ?? 0) + (partnersOf[word]?.get(partner) ?? 0))),
    ),
  );
  return { starts, partners, places };
}

/** t(partner | word) for every pair of `found`, in its order. Word 0 is the empty word that unmatched partners hang on. */
function translationShares(pairs: readonly AlignedWords[], found: Cooccurrence): Float64Array {
  const { starts, partners, places } = found;
  let shares = new Float64Array(partners.length).fill(1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = new Float64Array(partners.length);
    pairs.forEach(({ from, to }, text) => {
      const own = places[text] ?? new Uint32Array();
      for (let partner = 0; partner < to.length; partner += 1) {
        let total = 0;
        for (let word = 0; word < from.length; word += 1) {
          total += shares[own[word * to.length + partner] as number] as number; // a place for each pair by construction
        }
        for (let word = 0; word < from.length; word += 1) {
          const place = own[word * to.length + partner] as number;
          counts[place] = (counts[place] as number) + (shares[place] as number) / total;
        }
      }
    });
    for (let word = 0; word + 1 < starts.length; word += 1) {
      const [start, end] = [starts[word] as number, starts[word + 1] as number];
      let total = 0;
      for (let place = start; place < end; place += 1) total += counts[place] as number;
      for (let place = start; place < end; place += 1) counts[place] = (counts[place] as number) / total;
    }
    shares = counts;
  }
  return shares;
}

const EMPTY_WORD = 0;
const withEmptyWord = ({ from, to }: AlignedWords): AlignedWords => ({
  from: [EMPTY_WORD, ...from.map((word) => word + 1)],
  to,
});

/**
 * The candidates of every word of the first language (`fromSize` words) among those of the second. The share of a
 * candidate is t(to | from) · √t(from | to), brought back to a sum of one: a frequent word is a likely partner of every
 * rare one, but not the other way round.
 */
export function learnTranslations(pairs: readonly AlignedWords[], fromSize: number, toSize: number): Candidates {
  const forward = pairs.map(withEmptyWord);
  const backward = pairs.map(({ from, to }) => withEmptyWord({ from: to, to: from }));
  const there = cooccurrence(forward, fromSize + 1);
  const back = cooccurrence(backward, toSize + 1);
  const thereShares = translationShares(forward, there);
  const backShares = translationShares(backward, back);
  const backOf: Map<number, number>[] = Array.from({ length: toSize }, () => new Map());
  for (let word = 0; word < toSize; word += 1) {
    for (let at = back.starts[word + 1] as number; at < (back.starts[word + 2] as number); at += 1) {
      backOf[word]?.set(back.partners[at] as number, backShares[at] as number);
    }
  }
  const offsets = new Uint32Array(fromSize + 1);
  const words: number[] = [];
  const shares: number[] = [];
  for (let word = 0; word < fromSize; word += 1) {
    const scored: { partner: number; score: number }[] = [];
    let total = 0;
    for (let at = there.starts[word + 1] as number; at < (there.starts[word + 2] as number); at += 1) {
      const partner = there.partners[at] as number;
      const score = (thereShares[at] as number) * Math.sqrt(backOf[partner]?.get(word) ?? 0);
      scored.push({ partner, score });
      total += score;
    }
    const kept = scored
      .filter(({ score }) => score >= total * MIN_SHARE && score > 0)
      .sort((a, b) => b.score - a.score || a.partner - b.partner)
      .slice(0, MAX_CANDIDATES);
    for (const { partner, score } of kept) {
      words.push(partner);
      shares.push(score / total);
    }
    offsets[word + 1] = words.length;
  }
  return { offsets, words: Uint32Array.from(words), shares: Float32Array.from(shares) };
}
