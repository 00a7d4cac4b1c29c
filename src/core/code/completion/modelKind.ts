import type { Api } from '../../catalog/names/services';

/** The use of a model. `other`: none of these. */
export type ModelKind =
  'chat' | 'completions' | 'embeddings' | 'image' | 'video' | 'speech' | 'transcription' | 'moderation' | 'other';

/** By what the makers write into ids. The first that fits holds. */
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

/** `id` is that of the maker, without what a host puts before it. */
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

/** The kind that a call or a key asks for: most ask for models to talk to. */
export function kindOfCall(api: Api | undefined, calls: readonly string[], key: string | undefined): ModelKind {
  if (api === 'embeddings' || api === 'completions') return api;
  // A framework's call says it by its name, a key of config by its own.
  const words = [...calls, key ?? ''].join(' ');
  const named = byMethod.find(([, pattern]) => pattern.test(words))?.[0];
  if (api === 'media') return named ?? 'other';
  return named === 'embeddings' ? named : 'chat';
}
