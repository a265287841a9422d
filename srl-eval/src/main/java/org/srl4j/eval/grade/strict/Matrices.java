package org.srl4j.eval.grade.strict;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Matrix;
import org.srl4j.eval.grade.algebra.Expression.Product;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Sum;
import org.srl4j.eval.grade.algebra.identity.Rebuild;

/** Adds and multiplies matrices out, so that only their cells are left to compare. */
final class Matrices {
  private static final int MAX_CELLS = 100;

  private Matrices() {}

  /** The expression with sums, products and multiples of matrices worked out where they fit. */
  static Expression folded(Expression expression) {
    if (!expression.contains(Matrix.class::isInstance)) {
      return expression;
    }
    Expression inner = Rebuild.withParts(expression, Matrices::folded);
    if (inner instanceof Sum sum) {
      return sum.terms().stream().reduce(Matrices::sum).orElseThrow();
    }
    if (inner instanceof Product product) {
      return product.factors().stream().reduce(Matrices::product).orElseThrow();
    }
    if (inner instanceof Quotient quotient && quotient.numerator() instanceof Matrix matrix) {
      return scaled(new Quotient(Expression.number(1), quotient.denominator()), matrix);
    }
    return inner;
  }

  private static Expression sum(Expression left, Expression right) {
    if (left instanceof Matrix first
        && right instanceof Matrix second
        && first.rows().size() == second.rows().size()
        && width(first) == width(second)) {
      List<List<Expression>> rows = new ArrayList<>();
      for (int i = 0; i < first.rows().size(); i++) {
        List<Expression> row = new ArrayList<>();
        for (int j = 0; j < width(first); j++) {
          row.add(new Sum(List.of(cell(first, i, j), cell(second, i, j))));
        }
        rows.add(List.copyOf(row));
      }
      return new Matrix(List.copyOf(rows));
    }
    return new Sum(List.of(left, right));
  }

  private static Expression product(Expression left, Expression right) {
    if (left instanceof Matrix first && right instanceof Matrix second) {
      boolean fits =
          width(first) == second.rows().size()
              && first.rows().size() * width(second) <= MAX_CELLS
              && width(first) <= MAX_CELLS;
      return fits && width(first) > 0
          ? multiplied(first, second)
          : new Product(List.of(left, right));
    }
    if (left instanceof Matrix first) {
      return scaled(right, first);
    }
    return right instanceof Matrix second
        ? scaled(left, second)
        : new Product(List.of(left, right));
  }

  private static Matrix multiplied(Matrix first, Matrix second) {
    List<List<Expression>> rows = new ArrayList<>();
    for (int i = 0; i < first.rows().size(); i++) {
      List<Expression> row = new ArrayList<>();
      for (int j = 0; j < width(second); j++) {
        List<Expression> terms = new ArrayList<>(List.of(Expression.number(0)));
        for (int k = 0; k < width(first); k++) {
          terms.add(new Product(List.of(cell(first, i, k), cell(second, k, j))));
        }
        row.add(new Sum(List.copyOf(terms)));
      }
      rows.add(List.copyOf(row));
    }
    return new Matrix(List.copyOf(rows));
  }

  private static Matrix scaled(Expression factor, Matrix matrix) {
    return new Matrix(
        matrix.rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> (Expression) new Product(List.of(factor, cell)))
                        .toList())
            .toList());
  }

  /** Cells of a row; -1 if rows differ. */
  private static int width(Matrix matrix) {
    int width = matrix.rows().get(0).size();
    return matrix.rows().stream().allMatch(row -> row.size() == width) ? width : -1;
  }

  private static Expression cell(Matrix matrix, int row, int column) {
    return matrix.rows().get(row).get(column);
  }
}
