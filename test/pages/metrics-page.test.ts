/** The figures: there for whoever runs Dalil on this machine, and for nobody else. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningApp, runApp } from '../fixtures/running-app.ts';

let world: RunningApp;
beforeAll(async () => {
  world = await runApp();
});
afterAll(() => world.close());

it('counts turns and verdicts by kind', async () => {
  const person = await world.person();
  await person.ask('What comes first in a referral?');
  await person.ask('hello');
  const text = await (await fetch(`${world.url}/metrics`)).text();
  expect(text).toMatch(/^dalil_turns\{outcome="answered"\} 1$/mu);
  expect(text).toMatch(/^dalil_turns\{outcome="greeting"\} 1$/mu);
  expect(text).toMatch(/^dalil_verdicts\{helpful="no"\} 0$/mu);
});

it.each(['x-forwarded-for', 'forwarded'])('is not shown to whoever comes through a proxy (%s)', async (header) => {
  const response = await fetch(`${world.url}/metrics`, { headers: { [header]: '203.0.113.7' } });
  expect(response.status).toBe(404);
});
