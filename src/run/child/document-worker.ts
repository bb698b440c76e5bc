// The child process: reads one document after the other for its parent (child-runner.ts).
import { parsers } from '../../parsers/registry.js';
import { serveDocuments } from './serve-documents.js';

serveDocuments(process, parsers);
