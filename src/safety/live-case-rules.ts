/** What a file of live-case rules may contain: word lists, signals, and the decisions that combine them. */
import { z } from 'zod';
import { compilePhrase } from './match-phrases.ts';

const word = z.string().min(1);

const signal = z.strictObject({
  id: word,
  /** What this phrase is a sign of; decisions name it. */
  signal: word,
  language: z.enum(['any', 'en', 'fr', 'ar']),
  description: word,
  phrases: z.array(word).min(1),
});

const decision = z.strictObject({
  id: word,
  description: word,
  /** One signal of each group must be present; the first group is the one a sentence can cancel. */
  needs: z.array(z.array(word).min(1)).min(1),
  /** Signals that cancel the decision wherever they stand. */
  notInMessageWith: z.array(word).default([]),
  /** Signals that cancel what stands in the same sentence. */
  notInSentenceWith: z.array(word).default([]),
});

export const liveCaseRulesSchema = z
  .strictObject({
    lists: z.record(word, z.array(word).min(1)),
    signals: z.array(signal).min(1),
    decisions: z.array(decision).min(1),
  })
  .superRefine((rules, context) => {
    rules.signals.forEach((rule, at) => {
      rule.phrases.forEach((phrase, phraseAt) => {
        try {
          compilePhrase(phrase, rules.lists);
        } catch (error) {
          context.addIssue({
            code: 'custom',
            path: ['signals', at, 'phrases', phraseAt],
            message: error instanceof Error ? error.message : String(error),
          });
        }
      });
    });
    const known = new Set(rules.signals.map((rule) => rule.signal));
    rules.decisions.forEach((rule, at) => {
      for (const name of [...rule.needs.flat(), ...rule.notInMessageWith, ...rule.notInSentenceWith]) {
        if (!known.has(name))
          context.addIssue({
            code: 'custom',
            path: ['decisions', at],
            message: `There is no signal called "${name}". The signals are: ${[...known].join(', ')}.`,
          });
      }
    });
  });

export type LiveCaseRules = z.infer<typeof liveCaseRulesSchema>;
