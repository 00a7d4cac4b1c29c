import type { Station } from './station';
import { attention } from './stations/attention/station';
import { contextWindow } from './stations/contextWindow/station';
import { embeddings } from './stations/embeddings/station';
import { generation } from './stations/generation/station';
import { hallucination } from './stations/hallucination/station';
import { nextToken } from './stations/nextToken/station';
import { training } from './stations/training/station';
import { tokens } from './stations/tokens/station';

/** The stations in the order of their tabs. */
export const stations: readonly Station[] = [
  tokens,
  embeddings,
  attention,
  nextToken,
  generation,
  contextWindow,
  training,
  hallucination,
];
