import type { Api } from '../../catalog/names/services';

/** The use of a model. `other`: none of these. */
export type ModelKind =
  | 'chat'
  | 'completions'
  | 'embeddings'
  | 'image'
  | 'video'
  | 'speech'
  | 'transcription'
  | 'moderation'
  | 'other';

/** Patterns by the words that makers write into ids. The first that fits counts. */
const byId: readonly (readonly [ModelKind, RegExp])[] = [
  ['embeddings', /embed|textembedding|text-(?:similarity|search)/],
  ['moderation', /moderation/],
  ['transcription', /whisper|transcri/],
  ['speech', /tts/],
  ['image', /image|dall-e|imagen|canvas/],
  ['video', /sora|veo|nova-reel/],
  ['other', /audio|realtime|live|lyria|rerank|ocr|computer-use|robotics|voxtral|nova-sonic|guard|native/],
  ['completions', /^(?:babbage|davinci|ada|curie|code-|text-)|^gpt-3\.5-turbo-instruct/],
];

/** Returns the kind of a model by its id: that of the maker, without the prefix of a host. */
export const kindOfId = (id: string): ModelKind =>
  byId.find(([, pattern]) => pattern.test(id.toLowerCase()))?.[0] ?? 'chat';

const byMethod: readonly (readonly [ModelKind, RegExp])[] = [
  ['embeddings', /embed/i],
  ['image', /image/i],
  ['video', /video/i],
  ['speech', /speech/i],
  ['transcription', /transcri|translation/i],
  ['moderation', /moderation/i],
];

/** Returns the kind that a call or a key asks for: most ask for models to talk to. */
export function kindOfCall(api: Api | undefined, calls: readonly string[], key: string | undefined): ModelKind {
  if (api === 'embeddings' || api === 'completions') return api;
  // The call of a framework tells the kind by its name, and a key of config by its own.
  const words = [...calls, key ?? ''].join(' ');
  const named = byMethod.find(([, pattern]) => pattern.test(words))?.[0];
  if (api === 'media') return named ?? 'other';
  return named === 'embeddings' ? named : 'chat';
}
