package org.srl4j.eval.swe.mini;

import static org.srl4j.eval.swe.mini.MutationKind.ARGUMENTS_SWAPPED;
import static org.srl4j.eval.swe.mini.MutationKind.COMPARISON_FLIPPED;
import static org.srl4j.eval.swe.mini.MutationKind.CONDITION_NEGATED;
import static org.srl4j.eval.swe.mini.MutationKind.CONSTANT_CHANGED;
import static org.srl4j.eval.swe.mini.MutationKind.GUARD_REMOVED;
import static org.srl4j.eval.swe.mini.MutationKind.LOOP_CUT_SHORT;
import static org.srl4j.eval.swe.mini.MutationKind.OFF_BY_ONE;
import static org.srl4j.eval.swe.mini.MutationKind.OPERATOR_SWAPPED;
import static org.srl4j.eval.swe.mini.MutationKind.STATEMENT_REMOVED;
import static org.srl4j.eval.swe.mini.MutationKind.WRONG_VARIABLE;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds every bug that can be put into a source, by its syntax alone: some will not compile. Needs
 * a JDK.
 */
final class Mutations {
  private static final Map<Tree.Kind, String> NEIGHBOURS =
      Map.of(
          Tree.Kind.LESS_THAN, "<=",
          Tree.Kind.LESS_THAN_EQUAL, "<",
          Tree.Kind.GREATER_THAN, ">=",
          Tree.Kind.GREATER_THAN_EQUAL, ">");
  private static final Map<Tree.Kind, String> FLIPPED =
      Map.of(
          Tree.Kind.LESS_THAN, ">",
          Tree.Kind.LESS_THAN_EQUAL, ">=",
          Tree.Kind.GREATER_THAN, "<",
          Tree.Kind.GREATER_THAN_EQUAL, "<=",
          Tree.Kind.EQUAL_TO, "!=",
          Tree.Kind.NOT_EQUAL_TO, "==");
  private static final Map<Tree.Kind, String> SWAPPED =
      Map.of(
          Tree.Kind.PLUS, "-",
          Tree.Kind.MINUS, "+",
          Tree.Kind.MULTIPLY, "+",
          Tree.Kind.DIVIDE, "*",
          Tree.Kind.REMAINDER, "/",
          Tree.Kind.CONDITIONAL_AND, "||",
          Tree.Kind.CONDITIONAL_OR, "&&");

  private Mutations() {}

  /**
   * All bugs of a source.
   *
   * @param path of the source
   * @param source its text, which must parse
   */
  static List<Mutation> of(String path, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("there is no Java compiler: run this with a JDK, not a JRE");
    }
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                Writer.nullWriter(),
                null,
                null,
                List.of("-proc:none"),
                null,
                List.of(new Text(path, source)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      Finder finder = new Finder(path, source, unit, Trees.instance(task).getSourcePositions());
      finder.scan(unit, null);
      return finder.found;
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String path, String text) {
      super(URI.create("memory:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Finder extends TreeScanner<Void, Void> {
    private final List<Mutation> found = new ArrayList<>();
    private final String path;
    private final String source;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private String place = "";
    private boolean inMethod;

    Finder(String path, String source, CompilationUnitTree unit, SourcePositions positions) {
      this.path = path;
      this.source = source;
      this.unit = unit;
      this.positions = positions;
    }

    private int start(Tree tree) {
      return (int) positions.getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
      return (int) positions.getEndPosition(unit, tree);
    }

    private String text(Tree tree) {
      return source.substring(start(tree), end(tree));
    }

    private void add(MutationKind kind, int start, int end, String replacement) {
      if (start >= 0 && end >= start && !source.substring(start, end).equals(replacement)) {
        found.add(new Mutation(kind, path, place, start, end, replacement));
      }
    }

    private void replace(MutationKind kind, Tree tree, String replacement) {
      add(kind, start(tree), end(tree), replacement);
    }

    /** With its whole lines. */
    private void remove(MutationKind kind, Tree tree) {
      int from = source.lastIndexOf('\n', start(tree)) + 1;
      int to = source.indexOf('\n', end(tree)) + 1;
      boolean alone =
          source.substring(from, start(tree)).isBlank()
              && source.substring(end(tree), to).isBlank();
      if (alone) {
        add(kind, from, to, "");
      }
    }

    @Override
    public Void visitClass(ClassTree tree, Void none) {
      String outer = place;
      place = tree.getSimpleName().toString();
      super.visitClass(tree, none);
      place = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void none) {
      if (start(tree) < 0 || end(tree) < 0) {
        return null; // made by the compiler
      }
      String outer = place;
      if (!tree.getName().contentEquals("<init>")) {
        place = tree.getName().toString();
      }
      variables.clear();
      inMethod = true;
      super.visitMethod(tree, none);
      inMethod = false;
      place = outer;
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void none) {
      if (inMethod && tree.getType() != null) {
        variables.put(tree.getName().toString(), tree.getType().toString());
      }
      return scan(tree.getInitializer(), none);
    }

    @Override
    public Void visitBinary(BinaryTree tree, Void none) {
      int from = end(tree.getLeftOperand());
      int to = start(tree.getRightOperand());
      boolean text = isText(tree.getLeftOperand()) || isText(tree.getRightOperand());
      if (!text && from >= 0 && to >= from) {
        while (from < to && " \n)".indexOf(source.charAt(from)) >= 0) {
          from++;
        }
        while (to > from && " \n(".indexOf(source.charAt(to - 1)) >= 0) {
          to--;
        }
        operator(OFF_BY_ONE, NEIGHBOURS.get(tree.getKind()), from, to);
        operator(COMPARISON_FLIPPED, FLIPPED.get(tree.getKind()), from, to);
        operator(OPERATOR_SWAPPED, SWAPPED.get(tree.getKind()), from, to);
      }
      return super.visitBinary(tree, none);
    }

    private void operator(MutationKind kind, String other, int from, int to) {
      if (other != null) {
        add(kind, from, to, other);
      }
    }

    private static boolean isText(ExpressionTree tree) {
      return tree.getKind() == Tree.Kind.STRING_LITERAL
          || tree instanceof BinaryTree both
              && (isText(both.getLeftOperand()) || isText(both.getRightOperand()));
    }

    @Override
    public Void visitLiteral(LiteralTree tree, Void none) {
      if (tree.getValue() instanceof Integer value && start(tree) >= 0) {
        replace(CONSTANT_CHANGED, tree, Integer.toString(value + 1));
        if (value > 0) {
          replace(CONSTANT_CHANGED, tree, Integer.toString(value - 1));
        }
      }
      return null;
    }

    @Override
    public Void visitIf(IfTree tree, Void none) {
      replace(CONDITION_NEGATED, tree.getCondition(), "(!" + text(tree.getCondition()) + ")");
      if (tree.getElseStatement() == null && leaves(tree.getThenStatement())) {
        remove(GUARD_REMOVED, tree);
      }
      return super.visitIf(tree, none);
    }

    private static boolean leaves(StatementTree then) {
      return then instanceof BlockTree block
          && block.getStatements().size() == 1
          && switch (block.getStatements().get(0).getKind()) {
            case RETURN, THROW, CONTINUE, BREAK -> true;
            default -> false;
          };
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
      swap(tree.getArguments());
      return super.visitMethodInvocation(tree, none);
    }

    @Override
    public Void visitNewClass(NewClassTree tree, Void none) {
      swap(tree.getArguments());
      return super.visitNewClass(tree, none);
    }

    private void swap(List<? extends ExpressionTree> arguments) {
      if (arguments.size() == 2) {
        int from = start(arguments.get(0));
        int to = end(arguments.get(1));
        add(ARGUMENTS_SWAPPED, from, to, text(arguments.get(1)) + ", " + text(arguments.get(0)));
      }
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void none) {
      String name = tree.getName().toString();
      String type = variables.get(name);
      variables.forEach(
          (other, otherType) -> {
            if (otherType.equals(type) && !other.equals(name)) {
              replace(WRONG_VARIABLE, tree, other);
            }
          });
      return null;
    }

    @Override
    public Void visitExpressionStatement(ExpressionStatementTree tree, Void none) {
      remove(STATEMENT_REMOVED, tree);
      return super.visitExpressionStatement(tree, none);
    }

    @Override
    public Void visitForLoop(ForLoopTree tree, Void none) {
      cutShort(tree.getStatement());
      return super.visitForLoop(tree, none);
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void none) {
      cutShort(tree.getStatement());
      return super.visitEnhancedForLoop(tree, none);
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Void none) {
      cutShort(tree.getStatement());
      return super.visitWhileLoop(tree, none);
    }

    private void cutShort(StatementTree body) {
      int close = end(body) - 1;
      int line = source.lastIndexOf('\n', close) + 1;
      if (body instanceof BlockTree && source.substring(line, close).isBlank()) {
        add(LOOP_CUT_SHORT, line, line, source.substring(line, close) + "  break;\n");
      }
    }
  }
}
