/**
 * Jupyter notebooks with a Java kernel: {@link org.srl4j.eval.notebook.JavaKernel} makes the kernel
 * known to Jupyter, {@link org.srl4j.eval.notebook.NotebookRun} executes notebooks without a
 * browser.
 */
package org.srl4j.eval.notebook;
