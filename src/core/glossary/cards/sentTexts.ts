import * as v from 'valibot';

const sentTexts = v.array(v.object({ languageId: v.string(), text: v.string() }));

/** Texts as another program sends them. */
export type SentTexts = v.InferOutput<typeof sentTexts>;

/** The first fault: an entry, counted from 0, and its key. Without both, the value is no array. */
interface SentFault {
  readonly entry?: string;
  readonly key?: string;
}

export function checkSentTexts(value: unknown): { readonly texts: SentTexts } | { readonly fault: SentFault } {
  const parsed = v.safeParse(sentTexts, value, { abortEarly: true });
  if (parsed.success) return { texts: parsed.output };
  const [entry, key] = (parsed.issues[0].path ?? []).map((step) => String(step.key));
  return { fault: { ...(entry !== undefined && { entry }), ...(key !== undefined && { key }) } };
}
