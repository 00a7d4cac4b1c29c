import type { FromLab, ToLab, labAnswers } from '../../core/lab/labProtocol';
import type { HostClient } from '../shared/hostClient';

/** The extension host, as the lab asks it. */
export type LabHost = HostClient<FromLab, ToLab, typeof labAnswers>;
