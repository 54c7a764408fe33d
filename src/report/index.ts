export { type CheckedDesign, type Limits } from './checked.ts';
export { errorText } from './error.ts';
export { type Report, report, reportSchema } from './json.ts';
export { mail } from './mail.ts';
export { markdown } from './markdown.ts';
export { propertyName, storyLines } from './story.ts';
export { summary, table } from './table.ts';
