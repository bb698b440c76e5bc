// Every kind of artifact that a case may hold.
import type { Renderer } from './renderer.js';
import { capture } from './renderers/capture.js';
import { cloudServicePage } from './renderers/cloud-service-page.js';
import { commandLine } from './renderers/command-line.js';
import { configurationExport } from './renderers/configuration-export.js';
import { interfacePage } from './renderers/interface-page.js';
import { apiLog, cloudLog, mailLog, systemLog } from './renderers/logs.js';
import { hostNames, letter, reportingLine, tokenTimes } from './renderers/notes.js';
import { sseDevicesPage, sseServicesPage } from './renderers/sse-pages.js';
import { modulePage, sourcePage, tilePage } from './renderers/xdr-pages.js';

export const renderers: readonly Renderer[] = [
  cloudServicePage,
  commandLine,
  configurationExport,
  interfacePage,
  sseServicesPage,
  sseDevicesPage,
  tilePage,
  modulePage,
  sourcePage,
  capture,
  cloudLog,
  apiLog,
  systemLog,
  mailLog,
  tokenTimes,
  reportingLine,
  hostNames,
  letter,
];
