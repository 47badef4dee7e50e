/** A person stops and starts messages with one word, and only with that. */
import { describe, expect, it } from 'vitest';
import { stopOrStart } from '../../src/conversation/stop-words.ts';

const STOP = [
  'STOP',
  'stop',
  'Stop.',
  '/stop',
  '"STOP"',
  '« stop »',
  ' stop !! ',
  'STOP 🛑',
  'stop all',
  'Please stop',
  'stop, please',
  'unsubscribe',
  'Unsubscribe',
  'opt-out',
  'ARRÊT',
  'ARRET',
  'arrêt',
  'Arrêtez',
  'arrêter',
  'Stop svp',
  'stop s’il vous plaît',
  'désabonner',
  'Désabonnez-moi',
  'se désabonner',
  'désinscription',
  'إيقاف',
  'ايقاف',
  'إيقَاف',
  '/إيقاف',
  '«إيقاف»',
  'أوقف',
  'اوقف',
  'أوقفوا الرسائل',
  'توقف',
  'إلغاء الاشتراك',
  'الغاء الاشتراك',
  'إيقاف من فضلك',
  'stop\u200f',
];
const START = [
  'START',
  'start',
  '/start',
  '"Start"',
  'start again',
  'resume',
  'subscribe',
  'REPRENDRE',
  'Reprendre.',
  'reprenez svp',
  'réabonnez-moi',
  'استئناف',
  'إستئناف',
  '/استئناف',
  'استأنف',
  'اشترك',
];
const NEITHER = [
  '',
  ' ',
  '?',
  '/',
  'stop 1',
  'stopped',
  'stopover',
  "don't stop",
  'non-stop',
  'When does assistance stop?',
  'Who can stop a deportation?',
  'stop the deportation of a presumed victim',
  'Can I unsubscribe somebody?',
  'start a referral',
  'How do I start?',
  'arrêté',
  'arrêté royal',
  "mandat d'arrêt",
  'arrêt de la procédure',
  'arrêter un passeur',
  'Comment reprendre contact ?',
  'reprendre contact',
  'قرار إيقاف',
  'إيقاف الترحيل',
  'متى يمكن إيقاف الإجراءات؟',
  'أبدا',
  'أبداً',
  'help',
  'cancel',
  'annuler',
];

describe('stopOrStart', () => {
  it.each(STOP)('takes "%s" for a stop', (text) => {
    expect(stopOrStart(text)).toBe('stop');
  });

  it.each(START)('takes "%s" for a start', (text) => {
    expect(stopOrStart(text)).toBe('start');
  });

  it.each(NEITHER)('takes "%s" for neither', (text) => {
    expect(stopOrStart(text)).toBeUndefined();
  });
});
