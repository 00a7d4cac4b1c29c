import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { poll } from '../../support/poll';
import { grouped } from './texts';
import { ui } from './ui';
import { tokenStatus } from './window';

export const count = (text: string): string => grouped(countTokens(text, { disallowedSpecial: new Set() }));

/** Waits until the status bar item says exactly that. */
export async function statusIs(expected: string, timeout?: number): Promise<void> {
  await poll(
    'the status bar item',
    () => ui.text(tokenStatus),
    (text) => text.trim() === expected,
    timeout,
  );
}

/** Waits until a document of six-digit size is counted. */
export const exactCount = (): Promise<string> =>
  poll(
    'the exact count',
    () => ui.text(tokenStatus),
    (text) => /^\d{3},\d{3} tokens$/.test(text.trim()),
  );
