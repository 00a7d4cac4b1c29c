import { fileByteLimit } from '../../shared/settings';

/** Larger files are data. The worker holds each word of a file while it reads it. Bytes. */
const largestFile = 2 * 1024 ** 2;

/** Of a file that is searched for terms. */
export const maxBytes = (): number => Math.min(largestFile, fileByteLimit());
