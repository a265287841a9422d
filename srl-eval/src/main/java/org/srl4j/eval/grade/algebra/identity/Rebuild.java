package org.srl4j.eval.grade.algebra.identity;

import java.util.List;
import java.util.function.UnaryOperator;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Leaf;
import org.srl4j.eval.grade.algebra.Expression.Matrix;
import org.srl4j.eval.grade.algebra.Expression.PlusMinus;
import org.srl4j.eval.grade.algebra.Expression.Power;
import org.srl4j.eval.grade.algebra.Expression.Product;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Ratio;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.SetOperation;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.Expression.Sum;

/** Copies of a node with other parts. */
public final class Rebuild {
  private Rebuild() {}

  /** The same node with every part replaced by its image; leaves stay. */
  public static Expression withParts(Expression node, UnaryOperator<Expression> image) {
    if (node instanceof Leaf) {
      return node;
    } else if (node instanceof Sum sum) {
      return new Sum(all(sum.terms(), image));
    } else if (node instanceof Product product) {
      return new Product(all(product.factors(), image));
    } else if (node instanceof Quotient quotient) {
      return new Quotient(image.apply(quotient.numerator()), image.apply(quotient.denominator()));
    } else if (node instanceof Power power) {
      return new Power(image.apply(power.base()), image.apply(power.exponent()));
    } else if (node instanceof Call call) {
      return new Call(call.function(), all(call.arguments(), image));
    } else if (node instanceof PlusMinus both) {
      return new PlusMinus(image.apply(both.term()), both.plusFirst());
    } else if (node instanceof Group group) {
      return new Group(group.open(), group.close(), all(group.items(), image));
    } else if (node instanceof Matrix matrix) {
      return new Matrix(matrix.rows().stream().map(row -> all(row, image)).toList());
    } else if (node instanceof SetOperation sets) {
      return new SetOperation(sets.operator(), image.apply(sets.left()), image.apply(sets.right()));
    } else if (node instanceof Relation relation) {
      return new Relation(all(relation.sides(), image), relation.signs());
    } else if (node instanceof Several several) {
      return new Several(all(several.values(), image));
    } else if (node instanceof Ratio ratio) {
      return new Ratio(all(ratio.terms(), image), ratio.colon());
    } else if (node instanceof Quantity quantity) {
      return new Quantity(image.apply(quantity.value()), quantity.unit());
    }
    throw new IllegalStateException("node: unknown record " + node.getClass());
  }

  private static List<Expression> all(List<Expression> parts, UnaryOperator<Expression> image) {
    return parts.stream().map(image).toList();
  }
}
