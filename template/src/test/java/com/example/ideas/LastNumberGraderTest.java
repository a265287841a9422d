package com.example.ideas;

import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.grade.GraderContract;

class LastNumberGraderTest extends GraderContract {
  @Override
  protected Grader grader() {
    return new LastNumberGrader();
  }

  @Override
  protected String response(String answer) {
    return "so it is " + answer;
  }
}
