/** The places that can be written to now: those of the file whose conversation Dalil was added to. */
import type { Language } from '../contracts/language.ts';
import type { Country } from '../contracts/passage.ts';
import { choosePlace } from './choose-place.ts';
import type { Place } from './load-places.ts';

/** A place with the address its channel saved. */
export interface ReachablePlace extends Place {
  address: string;
}

export interface ReachablePlaces {
  any(): Promise<boolean>;
  /** The place of this name. */
  named(name: string): Promise<ReachablePlace | undefined>;
  /** The place that fits best among those that can be written to. */
  choose(countries: readonly Country[], language: Language): Promise<ReachablePlace | undefined>;
}

/** Looks addresses up each time: Dalil is added to and removed from conversations while it runs. */
export function createReachablePlaces(
  places: readonly Place[],
  addressOf: (channel: string, conversationId: string) => Promise<string | undefined>,
): ReachablePlaces {
  async function reach(place: Place): Promise<ReachablePlace[]> {
    const address = await addressOf(place.channel, place.conversation);
    return address === undefined ? [] : [{ ...place, address }];
  }
  async function reachAll(wanted: readonly Place[]): Promise<ReachablePlace[]> {
    return (await Promise.all(wanted.map(reach))).flat();
  }
  return {
    any: async () => (await reachAll(places)).length > 0,
    named: async (name) => (await reachAll(places.filter((place) => place.name === name)))[0],
    choose: async (countries, language) => choosePlace(await reachAll(places), { countries, language }),
  };
}
