/** Hosts and routers with ids in a form of their own. `gateway`: that of Vercel's AI SDK. */
export type IdHost = 'bedrock' | 'vertex' | 'openrouter' | 'gateway' | 'groq';

/** The ids that a host takes, in the order in which those of one model are offered. */
export type HostIdTable = Readonly<Record<IdHost, readonly string[]>>;
