/** IRQ050–IRQ059: traces that are read back. */
export const traceCodes = {
  IRQ050: {
    title: 'not a trace',
    text:
      'The file is not a trace that irqproof has written. ' +
      'It may be a report, a trace of another tool, or an edited file that has lost a part. ' +
      'Traces are written by `irqproof check --save FOLDER`.',
  },
  IRQ051: {
    title: 'step not possible any more',
    text:
      'The trace was followed up to a step that the design as it is now does not allow. ' +
      'The design or one of its parts has changed since the trace was recorded; perhaps the error has been corrected. ' +
      'Check the design again to see whether the violation still exists and to record a fresh trace.',
  },
  IRQ052: {
    title: 'replay differs from the recording',
    text:
      'Every step of the trace is possible, but a state on the way is not the one that was recorded. ' +
      'The design or one of its parts has changed since the trace was recorded. ' +
      'The message shows the first difference; check the design again to record a fresh trace.',
  },
  IRQ053: {
    title: "trace's design not available",
    text:
      'A trace names the design that it belongs to, and neither a bundled design nor a file of that name could be found. ' +
      'Usually the design file has been moved or the design renamed. ' +
      'Give the design on the command line together with the trace.',
  },
  IRQ054: {
    title: 'trace version not supported',
    text:
      'The trace was written in a version of the trace format that this irqproof cannot read. ' +
      'It probably comes from a newer release. ' +
      'Update irqproof, or record the trace again with the release at hand.',
  },
} as const;
