/** Bars made of columns: silent for whoever has the card read out, since the words beside them say the same. */
import type { CardPart, Frame } from './card-parts.ts';

/** What a bar shows. */
export interface Bar {
  value: number;
  /** What a full bar would be; at least 1. */
  of: number;
  style: Frame['style'];
  /** True for progress: an empty track would look like a field to fill in. */
  hasBegun?: boolean;
}

/**
 * The filled part and the rest. Weighted columns need no pixels, so that a bar is as wide as the card on a phone, too, and
 * runs from the right where the card does. Teams draws the tints pale (https://github.com/microsoft/AdaptiveCards/issues/9184):
 * newer clients add the border, and nothing is said by a bar alone. Their own `ProgressBar` breaks the card in others:
 * https://github.com/MicrosoftDocs/msteams-docs/issues/13204
 */
export function bar({ value, of, style, hasBegun = false }: Bar): CardPart {
  const filled = Math.min(of, Math.max(hasBegun ? of / 100 : 0, value));
  const parts = [{ ...part(filled, style), showBorder: true }, part(of - filled, 'emphasis')];
  return { type: 'ColumnSet', spacing: 'Small', columns: parts.filter(({ width }) => width !== 0) };
}

function part(width: number, style: Frame['style']): CardPart {
  return {
    type: 'Column',
    width,
    style,
    spacing: 'None',
    minHeight: '12px',
    roundedCorners: true,
    items: [],
  };
}
