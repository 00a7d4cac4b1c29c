/** The stations of the lab, as links and pages of the guide name them. In the order of their tabs. */
export const stationIds = [
  'tokens',
  'embeddings',
  'attention',
  'next-token',
  'generation',
  'context-window',
  'training',
  'hallucination',
] as const;
export type StationId = (typeof stationIds)[number];
